/** Random codes: of a copy, and of a batch. They say nothing about when, where or in which order they were printed. */
import { randomBytes } from 'node:crypto';
import { base32FromBytes, PAGE_CODE_LENGTHS } from '../domain/page-code.ts';

/** `count` different codes of 10 base-32 characters, 50 random bits each. */
export const newCopyCodes = (count: number): string[] => {
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`Expected a whole number of copies from 0 but received ${count}.`);
  }
  const codes = new Set<string>();
  while (codes.size < count) codes.add(base32FromBytes(randomBytes(PAGE_CODE_LENGTHS.copy)));
  return [...codes];
};

/** One code of 10 base-32 characters, 50 random bits. */
export const newBatchCode = (): string => base32FromBytes(randomBytes(PAGE_CODE_LENGTHS.batch));
