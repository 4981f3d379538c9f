"""What the voting rules refuse, each with a name for programs and a sentence for people."""

from crois_sens.kernel.refusals import Refusal


class BallotsNeeded(Refusal):
    code = "ballots_needed"
    message = "Cette règle a besoin de chaque bulletin : des totaux ne suffisent pas."


class UnknownRule(Refusal):
    code = "unknown_rule"
    message = "La règle de dépouillement « %(name)s » n’existe pas."


class UnreadableBallotFile(Refusal):
    code = "unreadable_ballot_file"
    message = "Ce fichier de bulletins n’est pas lisible : %(problem)s."


class EmptyBallot(Refusal):
    code = "empty_ballot"
    message = "Votre bulletin est vide : faites un choix."


class TooFewChoices(Refusal):
    code = "too_few_choices"
    message = "Faites au moins %(minimum)s choix ; vous en avez fait %(chosen)s."


class TooManyChoices(Refusal):
    code = "too_many_choices"
    message = "Faites au plus %(maximum)s choix ; vous en avez fait %(chosen)s."


class NotOnTheBallot(Refusal):
    code = "not_on_the_ballot"
    message = "Ce choix ne figure pas sur le bulletin : %(ids)s."


class NegativePoints(Refusal):
    code = "negative_points"
    message = "Un nombre de points n’est pas négatif."


class TooManyPoints(Refusal):
    code = "too_many_points"
    message = "Donnez au plus %(points)s points en tout ; vous en avez donné %(given)s."


class UnknownGrade(Refusal):
    code = "unknown_grade"
    message = "Une mention est un nombre de 1 (la plus basse) à %(grades)s (la plus haute)."


class SameRank(Refusal):
    code = "same_rank"
    message = "Un même rang est donné deux fois : classez l’un avant l’autre."


class OverTheEnvelope(Refusal):
    code = "over_the_envelope"
    message = "Vos choix coûtent %(cost)s, l’enveloppe est de %(envelope)s : retirez un projet."
