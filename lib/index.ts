/** The constructs, as a package exports them. */
export { Culprit } from './culprit';
export { CulpritStack } from './culprit-stack';
export { ReaderRoleStack, type ReaderRoleProps } from './spoke/reader-role-stack';
export { CulpritSpoke, type CulpritSpokeProps } from './spoke/spoke';
export { CulpritSpokeStack } from './spoke/spoke-stack';
export type { CulpritConstructProps as CulpritProps } from './settings/construct-props';
export type { AccessLogsProps, SpokesProps } from './props';
