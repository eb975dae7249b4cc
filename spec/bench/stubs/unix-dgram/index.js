exports.createSocket = () => {
  throw new Error('unix sockets are not measured');
};
