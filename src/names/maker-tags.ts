/** Tags that say what made a resource. */

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html */
export const stackTag = 'aws:cloudformation:stack-name';

export const isToolTag = (name: string): boolean =>
  /^(?:terraform|opentofu|pulumi|iac|provisioner|(?:managed|created|provisioned|deployed)[-_ ]?(?:by|with))$/i.test(
    name,
  );

/** Those of all tags; `undefined`: there are none. */
export function makerTagsIn(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
  const found = Object.entries(tags).filter(([name]) => name === stackTag || isToolTag(name));
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
