/** Every screen by its name; made when it is first shown. */
import type { ScreenName } from '../keymap.ts';
import type { Screen, Session } from '../screen.ts';
import { AccountsScreen } from './accounts.ts';
import { BudgetsScreen } from './budgets.ts';
import { HistoryScreen } from './history.ts';
import { OverviewScreen } from './overview.ts';
import { ReviewScreen } from './review.ts';
import { TransactionsScreen } from './transactions.ts';
import { TrendsScreen } from './trends.ts';
import { WelcomeScreen } from './welcome.ts';

const SCREENS: { readonly [S in ScreenName]: new (session: Session) => Screen<S> } = {
  welcome: WelcomeScreen, overview: OverviewScreen, transactions: TransactionsScreen, review: ReviewScreen, budgets: BudgetsScreen, trends: TrendsScreen, accounts: AccountsScreen, history: HistoryScreen,
};

/** Name -> a new screen. */
export const createScreen = (name: ScreenName, session: Session): Screen => new SCREENS[name](session) as Screen;
