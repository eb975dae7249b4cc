// What is between a decoded message and the listener of its handle, measured without a socket.

/** One event for each of so many handles; their ids are 1001 and on. */
export const messagesOf = (session_id, handles) =>
  Array.from({ length: handles }, (_, i) => ({
    janus: 'event',
    session_id,
    sender: 1_001 + i,
    plugindata: { plugin: 'janus.plugin.videoroom', data: { videoroom: 'talking', room: 1234, id: 42 } },
  }));

/** Microseconds of CPU for each, all of which must have been heard. */
export const timeEach = (count, deliver, heardOf) => {
  const before = heardOf();
  const began = process.cpuUsage();
  for (let i = 0; i < count; i++) deliver(i);
  const { user, system } = process.cpuUsage(began);
  const us = (user + system) / count;
  const heard = heardOf() - before;
  if (heard !== count) throw new Error(`${heard} of ${count} messages were heard`);
  return { us };
};
