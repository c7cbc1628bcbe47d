/** What files are called while they are read. */
import { randomBytes } from 'node:crypto';
import { base32FromBytes } from '../src/domain/page-code.ts';

const CLAIM_LENGTH = 12;

/** Names a claimed file for its whole life; random, so that it says nothing. */
export const newClaim = (): string => base32FromBytes(randomBytes(CLAIM_LENGTH));

const CLAIMED_NAME = new RegExp(`^([0-9A-Z]{${CLAIM_LENGTH}})__(.+)$`, 'su');

export interface ClaimedName {
  readonly claim: string;
  readonly name: string;
}

export const claimedFileName = ({ claim, name }: ClaimedName): string => `${claim}__${name}`;

/** Null where the name is not one that a claim gives. */
export const parseClaimedFileName = (fileName: string): ClaimedName | null => {
  const [, claim, name] = CLAIMED_NAME.exec(fileName) ?? [];
  return claim === undefined || name === undefined ? null : { claim, name };
};
