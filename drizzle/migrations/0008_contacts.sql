DROP INDEX "contacts_phone";--> statement-breakpoint
DROP INDEX "contacts_email";--> statement-breakpoint
CREATE INDEX "contacts_name" ON "contacts" USING btree ("project_id",lower(name),"id");--> statement-breakpoint
CREATE INDEX "contacts_tags" ON "contacts" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "contacts_responsible" ON "contacts" USING btree ("responsible_id","id") WHERE responsible_id is not null;--> statement-breakpoint
CREATE INDEX "contacts_phone_tail" ON "contacts" USING btree ("project_id",right(phone, 7),"person_id") WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "identities_phone" ON "identities" USING btree ("project_id","phone") WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "contacts_phone" ON "contacts" USING btree ("project_id","phone","person_id") WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "contacts_email" ON "contacts" USING btree ("project_id",lower(email),"person_id") WHERE email is not null;