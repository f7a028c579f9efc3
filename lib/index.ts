/** The constructs, as a package exports them. */
export { Culprit } from './culprit';
export { CulpritStack } from './culprit-stack';
export { ReaderRoleStack, type ReaderRoleProps } from './reader-role-stack';
export type { CulpritConstructProps as CulpritProps } from './settings/construct-props';
export type { AccessLogsProps } from './props';
