// The answer to the offer of the specs, though nobody is behind it.
import { type Jsep } from 'rxjs-janus';
import { offer } from '../../../contract/support/offer.js';

/** Of whoever is called. */
export const answer: Jsep = { type: 'answer', sdp: offer.sdp.replace('a=setup:actpass', 'a=setup:active') };
