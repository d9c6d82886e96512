import json
import threading
import unittest
from urllib.error import HTTPError
from urllib.request import urlopen

from app import Handler, Server, convert


class ConvertTest(unittest.TestCase):
    def test_converts(self):
        self.assertEqual(convert("m=3.048&to=ft"), {"amount": 10.0, "unit": "ft"})
        self.assertEqual(convert("nm=1&to=km"), {"amount": 1.852, "unit": "km"})

    def test_says_what_is_wrong(self):
        for query in ["", "m=3", "m=3&to=x", "x=3&to=m", "m=three&to=ft", "m=1&km=1&to=ft"]:
            with self.assertRaises(ValueError, msg=query):
                convert(query)


class ServerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.base = f"http://127.0.0.1:{cls.server.server_port}"

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def get(self, path):
        try:
            with urlopen(self.base + path) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            with error:
                return error.code, json.load(error)

    def test_is_healthy(self):
        self.assertEqual(self.get("/health"), (200, {"status": "ok"}))

    def test_answers_over_http(self):
        self.assertEqual(self.get("/convert?m=1852&to=nm"), (200, {"amount": 1.0, "unit": "nm"}))
        self.assertEqual(self.get("/convert?m=1")[0], 400)
        self.assertEqual(self.get("/nothing")[0], 404)


if __name__ == "__main__":
    unittest.main()
