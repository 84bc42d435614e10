-- Run once, by psql, when the database is made: who there is. The hub itself is made by the first device (ft hub connect).
\getenv ft_password FT_PASSWORD
\getenv grafana_password GRAFANA_READER_PASSWORD
\getenv exporter_password EXPORTER_PASSWORD

-- Devices join as ft: it owns the database, and may make the roles that the hub needs.
CREATE ROLE ft LOGIN CREATEROLE PASSWORD :'ft_password';
ALTER DATABASE :"DBNAME" OWNER TO ft;

-- Dashboards: what the hub lets its readers see, and no way to change it or to keep the server busy.
CREATE ROLE finance_tracker_readers NOLOGIN;
CREATE ROLE grafana LOGIN PASSWORD :'grafana_password' IN ROLE finance_tracker_readers;
ALTER ROLE grafana SET default_transaction_read_only = on;
ALTER ROLE grafana SET statement_timeout = '30s';

-- Figures of the server: sizes, connections, locks.
CREATE ROLE exporter LOGIN PASSWORD :'exporter_password' IN ROLE pg_monitor;
