/** Links to the next page in the ways that banks write them, and in ways that no client may follow. */
import type { Asked } from './berlin-group-asked.ts';

/** Path of the transactions, key of the next page and of this one -> the link. */
export function nextLink({ bank, request }: Asked, path: string, key: string, same: string): string {
  const { origin } = new URL(request.base);
  if (bank.fault('foreign-next')) return `https://elsewhere.example${path}?page=${key}`;
  if (bank.fault('looped-next')) return `${path}?page=${request.query.get('page') ?? same}`;
  switch (bank.option('links')) {
    case 'absolute': return `${origin}${path}?page=${key}`;
    case 'relative': return `transactions?page=${key}`;
    case 'query': return `?page=${key}`;
    case 'malformed': return 'http://[next page';
    default: return `${path}?page=${key}`;
  }
}

/** A report to be fetched, where the answer has no rows. */
export const downloadLinks = (href: string): Record<string, unknown> => ({ download: { href } });
