/** Sentences of words: `{bucket}` stands for the fact of that name, quoted. */
import type { Facts } from '../../request/coded';
import { quote } from '../clean';
import { seconds } from './words';

export const fill = (sentence: string, facts: Facts): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => quoteFact(facts[name] ?? '?'));

/** Facts may be long: names of functions, lists of permissions. */
export const quoteFact = (fact: string): string => quote(seconds(fact), 400);

/** As a sentence begins. */
export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
