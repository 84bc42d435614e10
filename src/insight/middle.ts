/** Numbers in any order -> the one in the middle, of two the larger; 0 of none. Always one of them, as the median of `usual-spending.ts` is not. */
export const middle = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
