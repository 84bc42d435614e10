/** What may be wrong with a bank's answer, as far as it says what to do next. */

/**
 * `wait`: too many calls, again from `until` on; `consent`: the person must log in at the bank; `config`: keys or settings are wrong and the consent
 * stands; `down`: the bank's side, again at the next run; `refused`: this account or endpoint only, and no use in asking again.
 */
export type TroubleKind = 'wait' | 'consent' | 'config' | 'down' | 'refused';

export class BankTrouble extends Error {
  override readonly name = 'BankTrouble';
  /** `says`: one sentence for the person, without secrets, personal data or the bank's markup. `until`: Unix milliseconds. */
  constructor(readonly kind: TroubleKind, readonly says: string, readonly until?: number) {
    super(says);
  }
}
