import type { IncidentTitle } from '../../incident/types';
import type { Report } from '../contract';

/** What the incident of a report is called: what denies, or who cannot do what. */
export function titleIn({ card }: Report): IncidentTitle {
  const denied = card.lines.find(({ label }) => label === 'Denied by');
  return denied === undefined
    ? { is: 'headline', text: card.headline }
    : { is: 'denied-by', text: denied.text.replace(place, '') };
}

/** Where it hangs stands in the card. */
const place = /, on [^,]*$/;
