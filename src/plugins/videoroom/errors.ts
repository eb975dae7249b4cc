import { errorNames } from '../common/error-names.js';

/** The error codes of the VideoRoom plugin. */
export const VIDEOROOM_ERROR = errorNames(
  421,
  'no_message invalid_json invalid_request join_first already_joined no_such_room room_exists no_such_feed missing_element invalid_element invalid_sdp_type publishers_full unauthorized already_published not_published id_exists invalid_sdp invalid_feed',
);
