"""What the API says of itself at ``/api/v1/docs/``."""

from django.utils.translation import gettext_lazy as _

SPECTACULAR_SETTINGS = {
    "TITLE": "Crois/Sens",
    "DESCRIPTION": _(
        "Données publiques de la plateforme : lecture libre, sans clé, sous Licence Ouverte 2.0. Les listes "
        "vont de page en page par « next » ; en CSV et en GeoJSON elles viennent entières. Une demande mal "
        "formée est refusée (400) avec le champ et le motif ; une règle qui s’y oppose donne 409 avec un code"
        " et une phrase. Sur une plateforme de démonstration, chaque réponse porte l’en-tête X-Demonstration "
        "et le champ « demonstration » : « Démonstration, votes inventés »."
    ),
    "VERSION": "1",
    "LICENSE": {
        "name": "Licence Ouverte 2.0",
        "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    },
    "SERVE_INCLUDE_SCHEMA": False,
    # Reading what is public needs no key: no padlocks.
    "AUTHENTICATION_WHITELIST": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    # Choices stay where they are used: a dozen lists have a "kind" of their own.
    "POSTPROCESSING_HOOKS": ["territories.instance.api_schema.keep_docstrings_inside"],
}
