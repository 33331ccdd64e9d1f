import { LISTS_PER_USER } from '../../todo.limits.js';
import type { MembershipRole } from '../membership.js';

/** A list of a user's items. The default list, of items without one, is none of these. */
export interface List {
  /** Never reused. */
  id: number;
  /** 1 to {@link MAX_LIST_NAME} code points, trimmed. Not unique. */
  name: string;
  /** Its place among the user's lists, from 0, without gaps. */
  position: number;
  isArchived: boolean;
  createdAt: Date;
  /** Whether others have it, too. */
  isShared: boolean;
  /** `owner` of a list that is not shared. */
  role: MembershipRole;
}

/** A change of a list. A missing field keeps its value; beyond the last position it is the last one. */
export type ListChange = Pick<List, 'id'> & Partial<Pick<List, 'name' | 'position' | 'isArchived'>>;

/** In code points. */
export const MAX_LIST_NAME = 100;
/** Of a user. */
export const MAX_LISTS = LISTS_PER_USER;
