/** What whoever makes a fix has to know besides the fix: who can make it at all, and what it is dangerous for. */
import type { Coded } from '../../request/coded';

export type FixNote =
  /** IAM Identity Center made the role: its policies are those of a permission set. */
  | Coded<'permission-set', { readonly permissionSet: string }>
  /** A policy names such a role, whose name changes when it is made again; `pattern` fits only roles of the set. */
  | Coded<'reserved-role-is-named', { readonly role: string; readonly permissionSet: string; readonly pattern: string }>
  /** A policy of the caller's that others may have as well. */
  | Coded<'managed-policy', { readonly policy: string }>
  /** AWS attaches it where an access key became public. */
  | Coded<'quarantine', { readonly policy: string }>
  | Coded<'service-linked-role', { readonly role: string; readonly service: string }>
  /** The tags of `what` say what made it. */
  | Coded<'made-by-stack', { readonly what: string; readonly stack: string }>
  | Coded<'made-by-tool', { readonly what: string; readonly tool: string }>
  /** Its name looks as if it did. */
  | Coded<'named-by-stack', { readonly what: string; readonly stack: string }>
  | Coded<'named-by-tool', { readonly what: string; readonly tool: string }>
  /** The policy denies everybody to change it. */
  | Coded<'locked-out-but-root', { readonly account: string; readonly actions: string }>
  /** The same in an account of an organization, whose management account can begin a root session there. */
  | Coded<'locked-out-but-root-session', { readonly account: string; readonly actions: string }>
  | Coded<'locked-out-but-support', { readonly account: string; readonly actions: string }>
  /** The policy denies it to whoever does not meet these conditions. */
  | Coded<'guards-itself', { readonly actions: string; readonly keys: string }>
  /** Whatever runs on the instance gets it. */
  | Coded<'is-it-the-intended-caller', { readonly role: string }>
  /** An anonymous caller is anybody. */
  | Coded<'makes-public', { readonly action: string; readonly resource: string }>
  | Coded<'add-your-own-source', { readonly service: string }>
  | Coded<'breaks-retention', { readonly action: string }>
  | Coded<'deletes-for-good', { readonly action: string }>
  | Coded<'grants-itself-more', { readonly action: string }>
  | Coded<'ends-a-protection', { readonly action: string }>;
