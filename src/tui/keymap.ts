/**
 * Every key of the dashboard, what it does and what that is called: the one record that keys are looked up in and that the footer
 * and the help are printed from. Screens must answer every action of their section (`Handlers`), by type.
 */

export interface Binding {
  /** Names as in keys.ts; the first is the one that is shown. Two keys one after the other stand with a blank between: "g o". */
  readonly keys: readonly string[];
  readonly en: string;
  readonly nb: string;
  /** Stands in the footer while there is room; the others only in the help. */
  readonly footer?: true;
}

const KEYS = {
  everywhere: {
    help: { keys: ['?'], en: 'all keys', nb: 'alle taster', footer: true },
    palette: { keys: [':'], en: 'any command', nb: 'alle kommandoer', footer: true },
    undo: { keys: ['u'], en: 'undo', nb: 'angre', footer: true },
    redo: { keys: ['ctrl-r'], en: 'redo', nb: 'gjenta' },
    back: { keys: ['esc'], en: 'back', nb: 'tilbake' },
    quit: { keys: ['q', 'ctrl-c'], en: 'quit', nb: 'avslutt', footer: true },
    stop: { keys: ['ctrl-x'], en: 'stop what runs', nb: 'stopp det som pågår' },
    nextScreen: { keys: ['tab'], en: 'next screen', nb: 'neste side', footer: true },
    previousScreen: { keys: ['shift-tab'], en: 'screen before', nb: 'forrige side' },
    goOverview: { keys: ['g o'], en: 'overview', nb: 'oversikt' },
    goTransactions: { keys: ['g t'], en: 'transactions', nb: 'transaksjoner' },
    goReview: { keys: ['g r'], en: 'review', nb: 'gjennomgang' },
    goBudgets: { keys: ['g b'], en: 'budgets', nb: 'budsjetter' },
    goTrends: { keys: ['g s'], en: 'trends', nb: 'utvikling' },
    goAccounts: { keys: ['g a'], en: 'accounts', nb: 'kontoer' },
    goHistory: { keys: ['g h'], en: 'history', nb: 'historikk' },
    importFile: { keys: ['g i'], en: 'import a file', nb: 'importer en fil' },
    present: { keys: ['g p'], en: 'back to the present', nb: 'tilbake til nåtiden' },
    redraw: { keys: ['ctrl-l'], en: 'draw anew', nb: 'tegn på nytt' },
  },
  movement: {
    down: { keys: ['j', 'down'], en: 'down', nb: 'ned' },
    up: { keys: ['k', 'up'], en: 'up', nb: 'opp' },
    pageDown: { keys: ['pgdn', 'ctrl-f'], en: 'a page down', nb: 'en side ned' },
    pageUp: { keys: ['pgup', 'ctrl-b'], en: 'a page up', nb: 'en side opp' },
    halfDown: { keys: ['ctrl-d'], en: 'half a page down', nb: 'en halv side ned' },
    halfUp: { keys: ['ctrl-u'], en: 'half a page up', nb: 'en halv side opp' },
    first: { keys: ['g g', 'home'], en: 'to the first', nb: 'til den første' },
    last: { keys: ['G', 'end'], en: 'to the last', nb: 'til den siste' },
  },
  welcome: {
    importFirst: { keys: ['i'], en: 'import a statement', nb: 'importer en kontoutskrift', footer: true },
    demo: { keys: ['d'], en: 'look around in the demo', nb: 'se deg om i demoen', footer: true },
  },
  overview: {
    open: { keys: ['enter'], en: 'open what is marked', nb: 'åpne det som er merket', footer: true },
    earlier: { keys: ['[', 'h', 'left'], en: 'month before', nb: 'forrige måned', footer: true },
    later: { keys: [']', 'l', 'right'], en: 'next month', nb: 'neste måned', footer: true },
  },
  transactions: {
    search: { keys: ['/'], en: 'search', nb: 'søk', footer: true },
    detail: { keys: ['enter'], en: 'all about it', nb: 'alt om den', footer: true },
    categorize: { keys: ['c'], en: 'category', nb: 'kategori', footer: true },
    mark: { keys: ['space'], en: 'mark', nb: 'merk', footer: true },
    markAll: { keys: ['*'], en: 'mark all found, or none', nb: 'merk alle funnet, eller ingen' },
    split: { keys: ['s'], en: 'split', nb: 'del opp', footer: true },
    note: { keys: ['n'], en: 'note', nb: 'notat', footer: true },
    forget: { keys: ['C'], en: 'take your choice of category back', nb: 'ta ditt valg av kategori tilbake' },
    twin: { keys: ['t'], en: 'other half of the transfer', nb: 'den andre halvdelen av overføringen' },
    byAccount: { keys: ['a'], en: 'only one account', nb: 'bare én konto' },
    byCategory: { keys: ['f'], en: 'only one category', nb: 'bare én kategori' },
    byMonth: { keys: ['m'], en: 'only one month', nb: 'bare én måned' },
    clear: { keys: ['x'], en: 'no filters', nb: 'ingen filtre', footer: true },
    earlier: { keys: ['[', 'h', 'left'], en: 'month before', nb: 'forrige måned' },
    later: { keys: [']', 'l', 'right'], en: 'next month', nb: 'neste måned' },
  },
  review: {
    accept: { keys: ['enter'], en: 'accept', nb: 'godta', footer: true },
    first: { keys: ['1'], en: 'first suggestion', nb: 'første forslag' },
    second: { keys: ['2'], en: 'second', nb: 'andre' },
    third: { keys: ['3'], en: 'third', nb: 'tredje' },
    choose: { keys: ['/', 'c'], en: 'any category', nb: 'alle kategorier', footer: true },
    skip: { keys: ['s', 'l', 'right'], en: 'skip', nb: 'hopp over', footer: true },
    before: { keys: ['b', 'h', 'left'], en: 'the one before', nb: 'den forrige' },
    rows: { keys: ['t'], en: 'its transactions', nb: 'transaksjonene', footer: true },
    yes: { keys: ['y'], en: 'yes, a transfer', nb: 'ja, en overføring' },
    no: { keys: ['n'], en: 'no: not a transfer, not known', nb: 'nei: ingen overføring, ikke kjent' },
    takeBack: { keys: ['u'], en: 'undo', nb: 'angre', footer: true },
  },
  budgets: {
    edit: { keys: ['enter', 'e'], en: 'edit', nb: 'endre', footer: true },
    add: { keys: ['a'], en: 'add', nb: 'legg til', footer: true },
    end: { keys: ['D', 'delete'], en: 'end', nb: 'avslutt', footer: true },
    rollover: { keys: ['r'], en: 'rollover on or off', nb: 'overføring av rest på eller av' },
    copy: { keys: ['c'], en: 'copy month', nb: 'kopier måned', footer: true },
    whatIf: { keys: ['w'], en: 'what if', nb: 'hva om', footer: true },
    year: { keys: ['v'], en: 'year', nb: 'året', footer: true },
    rows: { keys: ['t'], en: 'transactions', nb: 'transaksjoner', footer: true },
    more: { keys: ['+'], en: 'a little more (what if)', nb: 'litt mer (hva om)' },
    less: { keys: ['-'], en: 'a little less (what if)', nb: 'litt mindre (hva om)' },
    earlier: { keys: ['[', 'h', 'left'], en: 'month before', nb: 'forrige måned' },
    later: { keys: [']', 'l', 'right'], en: 'next month', nb: 'neste måned' },
  },
  trends: {
    open: { keys: ['enter'], en: 'its transactions', nb: 'transaksjonene', footer: true },
    earlier: { keys: ['h', 'left', '['], en: 'bar before', nb: 'forrige søyle', footer: true },
    later: { keys: ['l', 'right', ']'], en: 'next bar', nb: 'neste søyle', footer: true },
    view: { keys: ['v'], en: 'another view', nb: 'annen visning', footer: true },
    zoom: { keys: ['z'], en: 'longer or shorter', nb: 'lengre eller kortere', footer: true },
    level: { keys: ['c'], en: 'groups or categories', nb: 'grupper eller kategorier', footer: true },
    currency: { keys: ['$'], en: 'another currency', nb: 'annen valuta' },
  },
  accounts: {
    importFile: { keys: ['i'], en: 'import a file', nb: 'importer en fil', footer: true },
    rows: { keys: ['enter'], en: 'its transactions', nb: 'transaksjonene', footer: true },
    drift: { keys: ['d'], en: 'the day that does not add up', nb: 'dagen som ikke går opp', footer: true },
    sync: { keys: ['s'], en: 'fetch from banks', nb: 'hent fra banker', footer: true },
    rename: { keys: ['e'], en: 'rename', nb: 'gi nytt navn', footer: true },
    stop: { keys: ['x'], en: 'stop what is running', nb: 'stopp det som pågår' },
  },
  history: {
    preview: { keys: ['enter'], en: 'what it did', nb: 'hva den gjorde', footer: true },
    takeBack: { keys: ['u'], en: 'undo this one', nb: 'angre denne', footer: true },
    bringBack: { keys: ['ctrl-r', 'r'], en: 'redo this one', nb: 'hent denne tilbake', footer: true },
    travel: { keys: ['a'], en: 'see it as of here', nb: 'se det slik det var her', footer: true },
    travelTo: { keys: ['d'], en: 'as of a day', nb: 'slik det var en dag', footer: true },
    stop: { keys: ['x'], en: 'stop what is running', nb: 'stopp det som pågår' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Binding>>>>;

export type Section = keyof typeof KEYS;
export type ActionOf<S extends Section> = keyof (typeof KEYS)[S] & string;
/** What a section's actions do: all of them. */
export type Handlers<S extends Section> = Readonly<Record<ActionOf<S>, () => void>>;
export type ScreenName = Exclude<Section, 'everywhere' | 'movement'>;

/** Section -> its bindings by action. */
export const bindings = (section: Section): Readonly<Record<string, Binding>> => KEYS[section];

/** Screens in the order of Tab. */
export const SCREENS = ['overview', 'transactions', 'review', 'budgets', 'trends', 'accounts', 'history'] as const satisfies readonly ScreenName[];

/** Typed keys ("j", or "g o" as two) -> the action of a section: found, the beginning of one ('begun'), or undefined. */
export function actionFor(section: Section, typed: string): string | 'begun' | undefined {
  let begun = false;
  for (const [action, { keys }] of Object.entries(bindings(section))) {
    if (keys.includes(typed)) return action;
    begun ||= keys.some((key) => key.startsWith(`${typed} `));
  }
  return begun ? 'begun' : undefined;
}
