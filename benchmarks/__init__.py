"""Speed and quality of diplograph, measured: `./run bench --help` says how."""
