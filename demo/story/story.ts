import type { Recording } from '../../src/evidence/recording/recording';
import type { Cast } from './cast';
import recorded from './cast.generated.json';
import { deniedEvents, type DeniedEvents } from './events';
import recording from './recording.generated.json';

/** What happened, and what AWS answers about where it happened. */
export interface Story {
  readonly cast: Cast;
  readonly events: DeniedEvents;
  readonly recording: Recording;
}

/** The story as it is told without a variant. */
export const story: Story = {
  cast: recorded,
  events: deniedEvents(recorded),
  recording: recording as Recording,
};
