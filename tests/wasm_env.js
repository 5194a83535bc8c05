// Hands the environment variables that tests read to the C library of the wasm build, which starts with an empty one.
Module.preRun = [].concat(Module.preRun || [], () => {
  for (const [name, value] of Object.entries(process.env)) {
    if (name.startsWith('JUMELLES_')) ENV[name] = value;
  }
});
