/** Whose message it is: the value of a tag of the bucket, else of the role, names a channel. Pure. */

export interface Routes {
  /** The tag's name: `owner`, `team`. */
  readonly tag: string;
  /** Its value → the channel that gets the message instead of the others. */
  readonly channels: Readonly<Record<string, string>>;
}

export type Tags = Readonly<Record<string, string>>;

/** The bucket's owner before the role's: whose data it is can act on it. Without a route all channels get it. */
export function channelsFor(
  all: readonly string[],
  routes: Routes | undefined,
  { bucket = {}, role = {} }: { readonly bucket?: Tags; readonly role?: Tags },
): readonly string[] {
  const shared = all.filter((channel) => !Object.values(routes?.channels ?? {}).includes(channel));
  if (routes === undefined) return all;
  const value = [bucket, role]
    .map((tags) => (Object.hasOwn(tags, routes.tag) ? tags[routes.tag] : undefined))
    .find((one) => one !== undefined && Object.hasOwn(routes.channels, one));
  const own = value === undefined ? undefined : routes.channels[value];
  return own === undefined ? shared : [own];
}
