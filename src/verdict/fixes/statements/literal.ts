/** Texts of a request, spelled so that a policy takes them for themselves. */

export interface Spelling {
  /** `*` and `?` are wildcards in this place: Resource, StringLike, the ARN operators. */
  readonly wildcards: boolean;
  /** Version 2012-10-17: `${…}` is a variable. */
  readonly variables: boolean;
}

/**
 * `undefined`: a policy of the old version cannot say it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export function literal(text: string, { wildcards, variables }: Spelling): string | undefined {
  if (variables) return text.replaceAll(wildcards ? /[*?]|\$(?=\{)/g : /\$(?=\{)/g, (character) => `\${${character}}`);
  return wildcards && /[*?]/.test(text) ? undefined : text;
}

/** A text of a policy of one version as a policy of another spells it; `undefined`: it holds a variable that has no place there. */
export function moved(text: string, from: Spelling, to: Spelling): string | undefined {
  if (from.variables === to.variables) return text;
  // In the old version `${` is just these two characters.
  if (to.variables) return text.replaceAll('${', '${$}{');
  return text.includes('${') ? undefined : text;
}
