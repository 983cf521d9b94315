// An agent that cannot start.
process.stderr.write('studiolo agent: cannot start: the roof is gone\n');
process.exit(3);
