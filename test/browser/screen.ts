import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

/** A screen, and the steps to it. */
export interface Screen {
  name: string;
  /** Shows the screen to a logged-in user with a few items; resolves when it is visible. */
  show(visitor: Visitor, stage: Stage): Promise<void>;
}
