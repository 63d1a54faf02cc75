-- Read by the database's container at its first start: a drill makes a scratch database beside the real one.
GRANT ALL ON `linping\_drill\_%`.* TO 'linping'@'%';
FLUSH PRIVILEGES;
