/** Before anything is imported: what ft is, and the two ways to begin. */
import { beside, line, wrapped } from '../components/layout.ts';
import type { Handlers } from '../keymap.ts';
import { both } from '../phrases.ts';
import type { Day } from '../../values/day.ts';
import type { Screen, Session, Size, View } from '../screen.ts';

const words = both({
  en: {
    title: 'Where does the money go?', about: 'ft reads the statements your bank lets you download, sorts them into categories on this machine, and shows where you stand. Nothing leaves the machine, except to a bank that you connect.',
    importing: 'import a statement: any format your bank offers', connecting: 'Or let a bank hand over what is new by itself. In a terminal: ft bank connect; to try it with an invented bank: ft bank connect --provider demo', demo: 'look around in a made-up household first, apart from your own data', home: 'Your data will lie in', making: 'Making the demo household',
  },
  nb: {
    title: 'Hvor blir pengene av?', about: 'ft leser kontoutskriftene banken lar deg laste ned, sorterer dem i kategorier på denne maskinen, og viser hvor du står. Ingenting forlater maskinen, unntatt til en bank du kobler til.',
    importing: 'importer en kontoutskrift, i det formatet banken tilbyr', connecting: 'Eller la en bank levere det som er nytt, av seg selv. I en terminal: ft bank connect; for å prøve med en oppdiktet bank: ft bank connect --provider demo', demo: 'se deg først om hos en oppdiktet familie, atskilt fra dine egne data', home: 'Dine data kommer til å ligge i', making: 'Lager demohusholdningen',
  },
});

export class WelcomeScreen implements Screen<'welcome'> {
  readonly name = 'welcome';
  readonly handlers: Handlers<'welcome'> = {
    importFirst: () => this.session.open('accounts', { id: 'import' }),
    demo: () => void this.#demo(),
  };

  constructor(private readonly session: Session) {}

  opened(): void {}
  refreshed(): void {}

  async #demo(): Promise<void> {
    const { json, failed } = await this.session.run(['demo', '--no-tui'], { label: words(this.session.locale).making });
    if (failed) return this.session.say(`${failed.message} ${failed.hint}`, 'bad');
    const { home, today } = json as { home: string; today: Day };
    await this.session.move(home, { today, isThrownAway: true });
  }

  view({ columns, rows }: Size): View {
    const { theme, locale, home } = this.session;
    const said = words(locale);
    const width = Math.min(columns - 4, 76);
    const choice = (key: string, what: string): string => line([{ text: `    ${key}  `, role: 'accent' }, what], columns, theme);
    const lines = [
      '', line([{ text: `  ${said.title}`, role: 'heading' }], columns, theme), '', ...wrapped(said.about, width).map((text) => `  ${text}`), '',
      choice('i', said.importing), choice('d', said.demo), '', ...wrapped(`${said.home} ${home}`, width).map((text) => line([{ text: `  ${text}`, role: 'muted' }], columns, theme)),
      '', ...wrapped(said.connecting, width).map((text) => line([`  ${text}`], columns, theme)),
    ];
    return beside(rows, [{ width: columns, lines: lines.slice(0, rows) }]);
  }
}
