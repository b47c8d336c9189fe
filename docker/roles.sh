#!/bin/sh
# Run once by the database's container, when its volume is new: the owner of the tables, the program's role, the database.
set -eu
psql --quiet --no-psqlrc -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" --dbname postgres <<'SQL'
CREATE ROLE groupcounsel_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'owner';
CREATE ROLE groupcounsel_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app';
CREATE DATABASE groupcounsel OWNER groupcounsel_owner TEMPLATE template0 ENCODING 'UTF8';
SQL
