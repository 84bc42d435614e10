/** Talking to a bank's server, as a parameter: `machine/http.ts` does it, tests stand in for it. */

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Absolute; https, or http to this machine only. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** PEM texts with which this program names itself (mutual TLS). */
  readonly identity?: { readonly certificate: string; readonly key: string; readonly authority?: string };
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; of one that came several times all values, joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
}

/**
 * One request, answered whatever its status is. A redirect is not followed. Raises 'bank-url-refused' (plain http to another machine),
 * 'bank-unreachable', 'bank-tls', 'bank-identity' (what this program shows of itself is not accepted), 'bank-redirected', 'bank-answer-too-large', 'bank-answer-cut'.
 */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

/** Waits for the browser to come back to this machine. */
export interface RedirectListener {
  /** `http://localhost:<port>/callback`. */
  readonly url: string;
  /** The whole address the browser asked for, each once, for any page of any site can make it ask; undefined when `milliseconds` went by or it was closed. */
  arrived(milliseconds: number): Promise<string | undefined>;
  close(): void;
}
