import { defineWords } from '../../judging/define-words';

export const words = defineWords({});
