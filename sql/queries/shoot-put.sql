-- The writer: a shoot as it is to be; :id NULL makes a new one.
INSERT INTO photo_shoots (id, name, shoot_date, location, client, description, created_at, origin, begins_us, ends_us)
VALUES (:id, :name, :shoot_date, :location, :client, :description, :created_at, :origin, :begins_us, :ends_us)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, shoot_date = excluded.shoot_date, location = excluded.location,
    client = excluded.client, description = excluded.description, origin = excluded.origin, begins_us = excluded.begins_us,
    ends_us = excluded.ends_us;
