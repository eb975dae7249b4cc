import { SERVER_ERROR, type ServerErrorCode, serverErrorName } from 'rxjs-janus';

describe('the codes of the core', () => {
  it.each([
    [403, 'UNAUTHORIZED'],
    [405, 'UNAUTHORIZED_PLUGIN'],
    [457, 'INVALID_REQUEST_PATH'],
    [458, 'SESSION_NOT_FOUND'],
    [459, 'HANDLE_NOT_FOUND'],
    [460, 'PLUGIN_NOT_FOUND'],
    [468, 'SESSION_CONFLICT'],
    [472, 'NOT_ACCEPTING_SESSIONS'],
    [490, 'UNKNOWN'],
  ])('name %d %s', (code, name) => {
    expect(serverErrorName(code)).toBe(name);
  });

  it.each([0, 1, 499, -1, NaN])('have no name for %d', (code) => {
    expect(serverErrorName(code)).toBe('UNKNOWN');
  });

  it('are a table whose keys are a type', () => {
    const code: ServerErrorCode = 458;
    expect(SERVER_ERROR[code]).toBe('SESSION_NOT_FOUND');
  });

  it('have each a name of its own', () => {
    const names = Object.values(SERVER_ERROR);
    expect(new Set(names).size).toBe(names.length);
  });
});
