#!/usr/bin/env node
const module_ = require('node:module');
const { homedir } = require('node:os');
const { join } = require('node:path');

// Node 22 and later can keep compiled code between runs (a sixth of the start-up). In the user's own cache folder, not in
// /tmp as by default, where another user could put code in our place. NODE_DISABLE_COMPILE_CACHE=1 switches it off.
const caches = process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches')
  : process.platform === 'win32' ? (process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'))
    : process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
module_.enableCompileCache?.(join(caches, 'finance-tracker'));

require('../dist/main.js');
