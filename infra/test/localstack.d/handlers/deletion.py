"""DeletionPolicy RetainExceptOnCreate, after the creation: LocalStack takes no creation back, so it is Retain there."""


def kept(init):
    def made(self, *arguments, **named):
        init(self, *arguments, **named)
        if self.deletion_policy == "RetainExceptOnCreate":
            self.deletion_policy = "Retain"

    return made
