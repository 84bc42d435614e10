/** Open-banking providers: what comes from them is the answer to a question about a period, and is asked again and again. */
export const FEEDS = ['enablebanking', 'sparebank1', 'gocardless', 'berlingroup', 'simplefin', 'demo'] as const;
export type ProviderId = (typeof FEEDS)[number];

/** True for the format of a delivery that came from a bank's interface. */
export const isFeed = (format: string): boolean => (FEEDS as readonly string[]).includes(format);

/** How it stands with one account of a bank. */
export type FeedState = 'ok' | 'wait-until' | 'needs-consent' | 'config-error' | 'bank-down';
