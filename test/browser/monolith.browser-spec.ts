import { describePage } from './index.js';
import { startMonolith } from './page-system.js';

describePage('the page of the monolith', () => startMonolith());
