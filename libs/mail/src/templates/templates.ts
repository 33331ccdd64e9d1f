import type { Template } from './define-template.js';
import { welcome } from './welcome.template.js';

/** All templates by name. */
export const TEMPLATES: Readonly<Record<string, Template>> = { welcome };
