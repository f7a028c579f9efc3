import { denialsInText } from '../../error-text/error-text';
import type { TextForm } from '../form';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html */
export const errorText: TextForm = {
  id: 'error-text',
  title: 'The text that a tool printed about the error',
  read: denialsInText,
};
