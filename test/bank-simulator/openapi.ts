/** Requests and answers held against a published OpenAPI document (3.0 or 3.1). Test-only: the demo knows nothing of it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import type { RawAnswer, RawRequest } from './contract.ts';

type Json = Record<string, unknown>;
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a simulated bank does what real ones do and the document forbids, with the reason. `where` is looked for in the violation's text. */
export interface Deviation { readonly where: RegExp; readonly why: string }

export interface DocumentOptions {
  /** What stands before the document's paths in those of the face ("/api/v2"). */
  readonly prefix?: string;
  readonly deviations?: readonly Deviation[];
  /** Why fields that are null count as left out. */
  readonly nullsAreAbsent?: string;
  /** Paths of the face that are no part of the document (login pages). */
  readonly outside?: RegExp;
}

export interface PublishedDocument {
  /** A request to a face (`<origin>/<face>/…`) and its answer -> one sentence for each violation. */
  inspect(request: RawRequest, answer: RawAnswer): readonly string[];
  /** Deviations that were met, by their reason: one that never is should go. */
  readonly met: ReadonlySet<string>;
}

/** Folder of the published documents, from FT_PSD2_SPECS; undefined where they are not at hand. */
export const specsFolder = (environment: Readonly<Record<string, string | undefined>>): string | undefined => {
  const folder = environment['FT_PSD2_SPECS'];
  return folder && existsSync(folder) ? folder : undefined;
};

/** OpenAPI 3.0's own words -> JSON Schema's. */
function translated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translated);
  if (!isRecord(value)) return value;
  const made: Json = {};
  for (const [name, inner] of Object.entries(value)) if (name !== 'example' && name !== 'examples' && name !== 'discriminator') made[name] = translated(inner);
  for (const [bound, limit] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']] as const) {
    if (made[bound] === true) made[bound] = made[limit];
    if (typeof made[bound] === 'boolean') delete made[bound];
  }
  if (made['nullable'] === true) {
    if (typeof made['type'] === 'string') made['type'] = [made['type'], 'null'];
    if (Array.isArray(made['enum'])) made['enum'] = [...made['enum'], null];
  }
  return made;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null).map(([name, inner]) => [name, withoutNulls(inner)]));
}

const pointer = (...parts: readonly string[]): string => parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

interface Operation { readonly at: string; readonly operation: Json; readonly parameters: readonly Json[] }

/** Folder, file and how the face differs -> the document. Fails where it cannot be read. */
export function publishedDocument(folder: string, file: string, options: DocumentOptions = {}): PublishedDocument {
  const raw: unknown = parse(readFileSync(join(folder, file), 'utf8'), { maxAliasCount: -1 });
  const document = translated(raw) as Json;
  const is31 = String((raw as Json)['openapi']).startsWith('3.1');
  const ajv = new (is31 ? Ajv2020 : Ajv)({ strict: false, validateSchema: false, allErrors: true, logger: false, validateFormats: true, unicodeRegExp: false });
  formats.default(ajv);
  ajv.addSchema(document, 'document');
  const compiled = new Map<string, ValidateFunction>();
  const schemaAt = (at: string): ValidateFunction => {
    const known = compiled.get(at) ?? ajv.compile({ $ref: `document#${encodeURI(at).replaceAll('%7E', '~')}` });
    compiled.set(at, known);
    return known;
  };
  const follow = (value: unknown, at: string): { readonly value: Json; readonly at: string } => {
    if (!isRecord(value)) return { value: {}, at };
    const ref = value['$ref'];
    if (typeof ref !== 'string') return { value, at };
    const target = ref.slice(1);
    let reached: unknown = document;
    for (const part of target.slice(1).split('/')) reached = isRecord(reached) ? reached[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    return follow(reached, target);
  };
  const paths = isRecord(document['paths']) ? document['paths'] : {};
  const templates = Object.keys(paths).map((template) => ({
    template, holes: template.split('{').length, pattern: new RegExp(`^${template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`),
  })).sort((a, b) => a.holes - b.holes);

  function operationOf(method: string, path: string): Operation | undefined {
    const found = templates.find(({ pattern }) => pattern.test(path));
    const item = found && paths[found.template];
    if (!found || !isRecord(item)) return undefined;
    const operation = item[method.toLowerCase()];
    if (!isRecord(operation)) return undefined;
    const listed = [item['parameters'], operation['parameters']].flatMap((list) => (Array.isArray(list) ? list : []));
    return { at: pointer('paths', found.template, method.toLowerCase()), operation, parameters: listed.map((parameter) => follow(parameter, '').value) };
  }

  const judge = (validate: ValidateFunction, value: unknown, of: string): string[] =>
    (validate(value) ? [] : (validate.errors ?? []).slice(0, 5).map((error) => `${of}${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`));

  function judgeParameters({ parameters }: Operation, query: URLSearchParams, headers: Readonly<Record<string, string>>, of: string): string[] {
    const said: string[] = [];
    for (const { name, in: place, required } of parameters) {
      const given = place === 'query' ? query.has(String(name)) : place === 'header' ? headers[String(name).toLowerCase()] !== undefined : true;
      if (required === true && !given && String(name).toLowerCase() !== 'authorization') said.push(`${of} lacks ${String(place)} ${String(name)}`);
    }
    const known = new Set(parameters.filter((parameter) => parameter['in'] === 'query').map(({ name }) => String(name)));
    for (const [name, value] of query) {
      if (!known.has(name)) said.push(`${of} has an unknown parameter ${name}`);
      const schema = parameters.find((parameter) => parameter['name'] === name)?.['schema'];
      if (!isRecord(schema)) continue;
      const typed = /^-?\d+$/.test(value) && JSON.stringify(schema).includes('"integer"') ? Number(value) : /^(?:true|false)$/.test(value) && JSON.stringify(schema).includes('"boolean"') ? value === 'true' : value;
      const isReference = JSON.stringify(schema).includes('"$ref"');
      if (!isReference && schema['type'] !== 'array') said.push(...judge(ajv.compile(schema), typed, `${of} parameter ${name}`));
    }
    return said;
  }

  function judgeBody(content: unknown, at: string, mediaType: string, body: string, of: string): string[] {
    if (!isRecord(content) || body === '') return [];
    const type = mediaType.split(';')[0]?.trim() ?? '';
    const match = Object.keys(content).find((name) => name.split(';')[0] === type) ?? (/\bjson\b|^$/.test(type) ? Object.keys(content).find((name) => /\bjson\b/.test(name)) : undefined);
    if (match === undefined) return [`${of} has the type ${type}, the document ${Object.keys(content).join(', ')}`];
    if (!/\bjson\b/.test(match)) return [];
    let value: unknown;
    try { value = JSON.parse(body); } catch { return [`${of} is no JSON`]; }
    const media = content[match];
    if (!isRecord(media) || !isRecord(media['schema'])) return [];
    return judge(schemaAt(`${at}${pointer('content', match, 'schema')}`), options.nullsAreAbsent ? withoutNulls(value) : value, of);
  }

  const met = new Set<string>();
  const allowed = (violation: string): boolean => {
    const deviation = options.deviations?.find(({ where }) => where.test(violation));
    if (deviation) met.add(deviation.why);
    return deviation !== undefined;
  };
  return {
    met,
    inspect(request, answer) {
      const url = new URL(request.url);
      const whole = url.pathname.replace(/^\/[^/]+/, '');
      if (options.outside?.test(whole) || answer.status === 404 && answer.headers['content-type'] === 'text/plain') return [];
      const path = options.prefix && whole.startsWith(options.prefix) ? whole.slice(options.prefix.length) : whole;
      const name = `${request.method} ${path}`;
      const operation = operationOf(request.method, path);
      if (!operation) return [`${name} is not in ${file}`].filter((violation) => !allowed(violation));
      const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key.toLowerCase(), value]));
      const said = judgeParameters(operation, url.searchParams, headers, `${name}: request`);
      const requestBody = follow(operation.operation['requestBody'], `${operation.at}/requestBody`);
      said.push(...judgeBody(requestBody.value['content'], requestBody.at, headers['content-type'] ?? '', request.body, `${name}: request body`));
      const responses = isRecord(operation.operation['responses']) ? operation.operation['responses'] : {};
      const status = String(answer.status) in responses ? String(answer.status) : 'default' in responses ? 'default' : undefined;
      if (status === undefined) said.push(`${name}: answer ${answer.status} is not in the document`);
      else {
        const response = follow(responses[status], `${operation.at}${pointer('responses', status)}`);
        said.push(...judgeBody(response.value['content'], response.at, answer.headers['content-type'] ?? '', answer.body, `${name}: answer ${answer.status}`));
      }
      return said.filter((violation) => !allowed(violation));
    },
  };
}
