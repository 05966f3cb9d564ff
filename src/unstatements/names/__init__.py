"""Any written name to the country that it stands for."""
