import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'no-grant-for-prefix': 'no S3 Access Grant gives {permission} on {target}',
    'location-role-not-assumable':
      'S3 Access Grants may not assume the role of the location: its trust policy must name access-grants.s3.amazonaws.com',
    'no-grant-for-caller': 'no S3 Access Grant names the caller',
  },
  unknowns: {
    'grant-may-not-cover': {
      what: 'whether the S3 Access Grants {grants} cover {target}',
      why: 'no record shows for which user of a directory the caller asked, and scopes are not compared',
      remedy: 'Compare with `aws s3control list-access-grants`.',
    },
  },
});
