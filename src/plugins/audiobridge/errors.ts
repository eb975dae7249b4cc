import { errorNames } from '../common/error-names.js';

/** The error codes of the AudioBridge plugin. */
export const AUDIOBRIDGE_ERROR = errorNames(
  480,
  'no_message invalid_json invalid_request missing_element invalid_element no_such_room room_exists not_joined libopus_error unauthorized id_exists already_joined no_such_user invalid_sdp no_such_group',
);
