import { openBrowserStand } from './stand.ts';
import { analytics } from './stories/analytics.ts';
import { channels } from './stories/channels.ts';
import { closing } from './stories/closing.ts';
import { dealPage } from './stories/deal-page.ts';
import { deals } from './stories/deals.ts';
import { demo } from './stories/demo.ts';
import { everyPage } from './stories/every-page.ts';
import { exchange } from './stories/exchange.ts';
import { list } from './stories/list.ts';
import { liveBoard } from './stories/live-board.ts';
import { looks } from './stories/looks.ts';
import { manyCards } from './stories/many-cards.ts';
import { members } from './stories/members.ts';
import { pipelines } from './stories/pipelines.ts';
import { seed } from './stories/seed.ts';
import { signingIn } from './stories/signing-in.ts';
import { unsorted } from './stories/unsorted.ts';

/** One product and one browser for all stories: to start them takes longer than most stories do. */
const stand = await openBrowserStand();

signingIn(stand);
analytics(stand);
seed(stand);
pipelines(stand);
members(stand);
unsorted(stand);
demo(stand);
channels(stand);
liveBoard(stand);
closing(stand);
deals(stand);
exchange(stand);
dealPage(stand);
manyCards(stand);
list(stand);
looks(stand);
everyPage(stand);
