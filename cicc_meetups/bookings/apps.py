from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "cicc_meetups.bookings"
    label = "bookings"
