/** Expected failures are returned, tagged and typed; defects are thrown and reach main.ts. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A value that came out right. */
export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
/** An expected failure. */
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });
