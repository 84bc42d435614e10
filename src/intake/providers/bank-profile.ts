/** How banks differ behind one interface, as data: what their ids, dates, signs and balances are worth. */
export interface BankProfile {
  /** Short name, for `ft bank status` and the events: "dnb", "nordea-dk"; "unknown" for the rest. */
  readonly id: string;
  /**
   * Fields whose id is one transaction's for good, surest first ("entry_reference", "transactionId", "internalTransactionId"); none where none is proven.
   * An id seen on another day or amount ends that trust for the connection.
   */
  readonly stableIds: readonly string[];
  /** Which date is the day of a booked row; the other one is its value date. */
  readonly date: 'booking' | 'value';
  /** The value date says something else (when a card bill is due): never shown as one. */
  readonly dropsValueDate?: true;
  /** Amounts have the bank's sign, not the holder's. */
  readonly isReversed?: true;
  /** Reserved rows come as booked ones and are booked again another day. */
  readonly holdsAsBooked?: true;
  /** A row whose id begins with `again` is one that is shown with `first` too. */
  readonly shownAgain?: { readonly first: string; readonly again: string };
  /** Balance types in the order of preference, where they differ from the provider's. */
  readonly balances?: readonly string[];
  /** What is booked is these balances added up with these signs (SEB Kort: what is owed less what no bill has yet). */
  readonly balanceSum?: Readonly<Record<string, 1 | -1>>;
  /** A reserved amount without a minus is money out too. */
  readonly pendingIsOut?: true;
  /** The amount is what was paid abroad; what was billed, in this currency, stands in the text after these words. */
  readonly billed?: { readonly currency: string; readonly after: string };
  /** Amounts have no sign and there is no indicator: money out names a creditor, money in a debtor. */
  readonly signsBySide?: true;
  /** A party without a name is called by the first line of its address. */
  readonly namesInAddress?: true;
  /** Texts taken out of the remittance information, as regular expressions. */
  readonly strips?: readonly string[];
  /** The text stands in this field alone. */
  readonly textField?: string;
  /** Days of history that the bank gives while nobody is there. */
  readonly historyDays: number;
  /** Days after the beginning of a window in which a known row may be missing though it stands (the window goes by purchase, not booking). */
  readonly marginDays?: number;
  readonly needsPsu?: true;
}

/** A bank whose ways are known, and how it is recognised. */
export interface KnownBank {
  readonly profile: BankProfile;
  /** Matched against GoCardless' institution id ("DNB_DNBANOKK"). */
  readonly institution?: RegExp;
  /** Matched against the name, without accents and in lower case. */
  readonly named?: RegExp;
  /** ISO 3166-1 alpha-2, where the name alone is that of several banks. */
  readonly country?: string;
}
