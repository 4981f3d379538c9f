"""What the voting rules refuse, each with a name for programs and a sentence for people."""

from crois_sens.kernel.refusals import Refusal


class BallotsNeeded(Refusal):
    code = "ballots_needed"
    message = "La règle des parts égales a besoin de chaque bulletin : des totaux par projet ne suffisent pas."


class UnknownRule(Refusal):
    code = "unknown_rule"
    message = "La règle de dépouillement « %(name)s » n’existe pas."


class UnreadableBallotFile(Refusal):
    code = "unreadable_ballot_file"
    message = "Ce fichier de bulletins n’est pas lisible : %(problem)s."


class EmptyBallot(Refusal):
    code = "empty_ballot"
    message = "Votre bulletin est vide : choisissez au moins un projet."


class TooFewChoices(Refusal):
    code = "too_few_choices"
    message = "Choisissez au moins %(minimum)s projets ; vous en avez choisi %(chosen)s."


class TooManyChoices(Refusal):
    code = "too_many_choices"
    message = "Choisissez au plus %(maximum)s projets ; vous en avez choisi %(chosen)s."


class NotOnTheBallot(Refusal):
    code = "not_on_the_ballot"
    message = "Ce projet ne figure pas sur le bulletin : %(ids)s."


class OverTheEnvelope(Refusal):
    code = "over_the_envelope"
    message = "Vos choix coûtent %(cost)s, l’enveloppe est de %(envelope)s : retirez un projet."
