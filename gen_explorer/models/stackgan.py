"""Pictures from a few words, in two stages (StackGAN).

Zhang et al., StackGAN: Text to Photo-realistic Image Synthesis with Stacked GANs, ICCV 2017.
Reed et al., Generative Adversarial Text to Image Synthesis, ICML 2016 (the matching-aware D).

A caption t becomes a vector phi_t. Few captions leave most of phi's space empty, so each stage
draws its condition c around it ("conditioning augmentation", sec. 3.2) and is held near a standard
normal, which fills the gaps:

    c ~ N(mu(phi_t), sigma(phi_t)^2),    penalty KL( N(mu, sigma^2) || N(0, I) )          (eq. 2)

Stage I draws the rough picture from noise z and c; stage II sees that picture s and the words
again, and draws it anew at twice the side, mending what does not fit the words:

    max_D1  E[ log D1(x, phi) ] + E[ log(1 - D1(G1(z, c), phi)) ]                          (eq. 3)
    min_G1  E[ -log D1(G1(z, c), phi) ] + lambda KL                  (eq. 4, non-saturating)
    max_D2, min_G2: the same with G2(s, c) in place of G1(z, c)                      (eq. 5 and 6)

D would call any good picture real, whatever the words. So it is also shown real pictures with the
words of others, as fakes ("matching-aware"): only then do words bind.

The stages are trained one after the other: I in the first half of the run, II in the second, with I
fixed. The paper takes phi from an encoder that was trained elsewhere; here a small one learns with
D1, which needs the words to tell right from wrong pairs: the words' embeddings, averaged with a
learned weight for each word ("a" says little, "coat" much). Their order is lost.

What to notice
- Change one word and leave z alone: what the word does not name should stay.
- Words that are not in the vocabulary are passed over; no words at all leave the choice to z.
- Stage I fixes the shape and the mean brightness; stage II can hardly undo it.
What goes wrong: a frequent word is obeyed, a rare one is not; words that rarely go together
("a dark boot without sleeves") give what is nearest in the data.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gen_explorer.models.base import (
    Batch,
    Capability,
    Control,
    ImageSpec,
    Loss,
    Objective,
    Posterior,
    Section,
    latent_spec,
    require_positive,
)
from gen_explorer.models.layers import parameters_of, unit_draw

UNKNOWN = 1
"""The token number of a word that is not in the vocabulary; padding's is below it."""
DOUBLINGS = {32: 2, 64: 3, 128: 4}
"""Image size -> doublings from 4 pixels to stage I's side, which is half of it."""


@dataclass(frozen=True)
class StackGANConfig:
    """Settings of a StackGAN."""

    image_size: int = 64
    """Side of stage II's pictures in pixels: 32, 64 or 128. Stage I's are half."""
    channels: int = 1
    """1 for grey, 3 for colour."""
    source: str = "fashion"
    """Which captions it learns: "fashion" or "rooms"."""
    vocabulary: int = 153
    """Different token numbers, 0 for padding and 1 for an unknown word included."""
    words: int = 12
    """Tokens of a caption; longer ones are cut off."""
    latent_size: int = 32
    """Components of the noise z."""
    text_size: int = 48
    """Components of phi, a caption's vector."""
    condition_size: int = 24
    """Components of the condition c."""
    width: int = 32
    """Channels next to stage I's picture; they double with every halving of the side."""
    second_width: int = 16
    """The same for stage II."""
    kl_weight: float = 1.0
    """lambda, of the mean KL of a component of c."""
    learning_rate: float = 2e-4
    """Of Adam, for all players."""
    beta1: float = 0.5
    """Adam's first momentum."""

    def __post_init__(self) -> None:
        require_positive(self, "latent_size", "text_size", "condition_size", "learning_rate")
        require_positive(self, "width", "second_width", "vocabulary", "words")
        if self.image_size not in DOUBLINGS:
            raise ValueError(f"image_size is one of {sorted(DOUBLINGS)}, not {self.image_size}")
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")
        if self.source not in ("fashion", "rooms"):
            raise ValueError(f'source is "fashion" or "rooms", not {self.source!r}')


class TextEncoder(nn.Module):
    """Token numbers (N, T) -> phi (N, text): a weighted mean of the known words' embeddings."""

    def __init__(self, config: StackGANConfig) -> None:
        super().__init__()
        self.words = nn.Embedding(config.vocabulary, config.text_size)
        self.weight = nn.Embedding(config.vocabulary, 1)
        self.mix = nn.Sequential(
            nn.Linear(config.text_size, config.text_size), nn.LeakyReLU(0.2)
        )  # (N, text)

    def forward(self, tokens: Tensor) -> Tensor:
        """Token numbers (N, T) -> phi (N, text). Unknown words and padding weigh nothing."""
        known = (tokens > UNKNOWN).unsqueeze(2)  # (N, T, 1)
        weight = torch.sigmoid(self.weight(tokens)) * known
        mean = (weight * self.words(tokens)).sum(1) / weight.sum(1).clamp(min=1e-6)
        phi: Tensor = self.mix(mean)
        return phi


class Condition(nn.Linear):
    """phi (N, text) -> N(mu, sigma^2) over the condition c (N, condition)."""

    def __init__(self, config: StackGANConfig) -> None:
        super().__init__(config.text_size, 2 * config.condition_size)

    def around(self, phi: Tensor) -> Posterior:
        """The distribution of c (N, condition) around words phi (N, text)."""
        mean, log_variance = self(phi).float().chunk(2, dim=1)
        return Posterior(mean, log_variance.clamp(-8.0, 4.0))


def up(inputs: int, outputs: int) -> nn.Sequential:
    """(N, inputs, S, S) -> (N, outputs, 2 S, 2 S)."""
    return nn.Sequential(
        nn.ConvTranspose2d(inputs, outputs, 4, stride=2, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    )


def down(inputs: int, outputs: int, normed: bool = True) -> nn.Sequential:
    """(N, inputs, S, S) -> (N, outputs, S / 2, S / 2)."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 4, stride=2, padding=1, bias=not normed),
        nn.BatchNorm2d(outputs) if normed else nn.Identity(),
        nn.LeakyReLU(0.2),
    )


def everywhere(vector: Tensor, side: int) -> Tensor:
    """(N, C) -> (N, C, side, side), the same at every place."""
    return vector[:, :, None, None].expand(-1, -1, side, side)


class FirstStage(nn.Module):
    """Noise z (N, latent) and condition c (N, condition) -> rough picture (N, C, S, S)."""

    def __init__(self, config: StackGANConfig) -> None:
        super().__init__()
        doublings = DOUBLINGS[config.image_size]
        channels = config.width * 2 ** (doublings - 1)
        self.condition = Condition(config)
        self.start = nn.Sequential(
            nn.Linear(config.latent_size + config.condition_size, channels * 16, bias=False),
            nn.Unflatten(1, (channels, 4, 4)),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
        )
        self.grow = nn.Sequential(
            *(up(channels >> step, channels >> (step + 1)) for step in range(doublings - 1)),
            nn.ConvTranspose2d(config.width, config.channels, 4, stride=2, padding=1),
            nn.Tanh(),
        )

    def forward(self, z: Tensor, c: Tensor) -> Tensor:
        """Noise z (N, latent), condition c (N, condition) -> picture (N, C, S, S) in [-1, 1]."""
        picture: Tensor = self.grow(self.start(torch.cat([z, c], dim=1)))
        return picture.float()


class SecondStage(nn.Module):
    """Rough picture (N, C, S, S) and condition c -> picture (N, C, 2 S, 2 S)."""

    def __init__(self, config: StackGANConfig) -> None:
        super().__init__()
        width, joined = config.second_width, 4 * config.second_width
        self.condition = Condition(config)
        self.look = nn.Sequential(down(config.channels, width, False), down(width, 2 * width))
        self.join = nn.Sequential(
            nn.Conv2d(2 * width + config.condition_size, joined, 3, padding=1, bias=False),
            nn.BatchNorm2d(joined),
            nn.ReLU(),
        )
        self.mend = nn.Sequential(
            nn.Conv2d(joined, joined, 3, padding=1, bias=False), nn.BatchNorm2d(joined)
        )
        self.grow = nn.Sequential(up(joined, 2 * width), up(2 * width, width))
        self.finish = nn.ConvTranspose2d(width + config.channels, config.channels, 4, 2, 1)

    def forward(self, rough: Tensor, c: Tensor) -> Tensor:
        """Rough picture (N, C, S, S), condition c (N, condition) -> (N, C, 2 S, 2 S) in [-1, 1]."""
        seen = self.look(rough)  # (N, 2 width, S / 4, S / 4)
        joint = self.join(torch.cat([seen, everywhere(c, seen.shape[3])], dim=1))
        fine = self.grow(F.relu(joint + self.mend(joint)))  # (N, width, S, S)
        # The rough picture itself goes along: what is right already need not be learned again.
        return torch.tanh(self.finish(torch.cat([fine, rough], dim=1)).float())


class Discriminator(nn.Module):
    """Does this picture look real, and fit these words?"""

    def __init__(self, config: StackGANConfig, side: int, width: int) -> None:
        super().__init__()
        layers = [down(config.channels, width, False)]
        while side > 8:
            wider = min(2 * width, 4 * config.width)
            layers.append(down(width, wider))
            side, width = side // 2, wider
        self.features = nn.Sequential(*layers)  # (N, width, 4, 4)
        self.words = nn.Sequential(
            nn.Linear(config.text_size, config.condition_size), nn.LeakyReLU(0.2)
        )
        self.verdict = nn.Sequential(
            nn.Conv2d(width + config.condition_size, width, 1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(width, 1, 4),
            nn.Flatten(),
        )

    def judge(self, features: Tensor, phi: Tensor) -> Tensor:
        """Features (N, width, 4, 4) and words (N, text) -> logit (N, 1) of a real pair."""
        both = torch.cat([features, everywhere(self.words(phi), 4)], dim=1)
        logit: Tensor = self.verdict(both)
        return logit.float()

    def forward(self, x: Tensor, phi: Tensor) -> Tensor:
        """Picture (N, C, H, W), words phi (N, text) -> logit (N, 1) of a real, fitting pair."""
        return self.judge(self.features(x), phi)


class StackGAN(nn.Module):
    """A text encoder, two stages and a discriminator for each."""

    name: ClassVar[str] = "stackgan"
    config_type: ClassVar[type] = StackGANConfig
    capabilities: ClassVar[Capability] = Capability.DECODE

    def __init__(self, config: StackGANConfig) -> None:
        super().__init__()
        self.config = config
        self.latent = latent_spec(
            Section("noise", Control.VECTOR, config.latent_size),
            Section("stage", Control.STAGE, 2),
            Section("caption", Control.TEXT, config.words, source=config.source),
        )
        self.image = ImageSpec(config.channels, config.image_size, config.image_size)
        self.encoder = TextEncoder(config)
        self.first, self.second = FirstStage(config), SecondStage(config)
        half = config.image_size // 2
        self.first_judge = Discriminator(config, half, config.width)
        self.second_judge = Discriminator(config, config.image_size, config.second_width)
        # Not DCGAN's small weights: beside pictures that batch norm brings to a spread of 1, words
        # that come in at a twentieth of it are overheard.

    def stages(self, z: Tensor, phi: Tensor) -> tuple[Tensor, Tensor]:
        """Both stages' pictures of noise (N, latent) and words, each with its mean condition."""
        rough = self.first(z, self.first.condition.around(phi).mean)
        return rough, self.second(rough, self.second.condition.around(phi).mean)

    def decode(self, z: Tensor) -> Tensor:
        """Latents (N, size) -> pictures (N, C, H, W) in [-1, 1] of the stage that z asks for;
        stage I's are scaled up, each pixel four times."""
        (_, noise), (_, stage), (_, text) = self.latent.parts()
        tokens = z[:, text].round().long().clamp(0, self.config.vocabulary - 1)
        rough, fine = self.stages(z[:, noise], self.encoder(tokens))
        weight = z[:, stage] / z[:, stage].sum(1, keepdim=True).clamp(min=1e-6)
        large = F.interpolate(rough, scale_factor=2, mode="nearest")
        one, two = weight[:, :, None, None, None].unbind(1)  # each (N, 1, 1, 1)
        return (one * large + two * fine).clamp(-1, 1)

    def words_of(self, batch: Batch) -> Tensor:
        """phi (N, text) of a batch's captions. Raises ValueError where it has none."""
        if batch.tokens is None:
            raise ValueError("a StackGAN learns from captions, and this batch has none")
        phi: Tensor = self.encoder(batch.tokens)
        return phi

    def noise(self, batch: Batch) -> Tensor:
        """One z (N, latent) from N(0, I) a picture of the batch."""
        return unit_draw(batch.images, self.config.latent_size, uniform=False)

    def rough_picture(self, batch: Batch, phi: Tensor) -> tuple[Tensor, Tensor]:
        """G1(z, c) with c drawn, and the mean KL of a component of c."""
        q = self.first.condition.around(phi)
        return self.first(self.noise(batch), q.draw()), q.kl().mean()

    def fine_picture(self, batch: Batch, phi: Tensor) -> tuple[Tensor, Tensor]:
        """G2(G1(z, c), c'), stage I fixed."""
        with torch.no_grad():
            rough, _ = self.rough_picture(batch, phi)
        q = self.second.condition.around(phi)
        return self.second(rough, q.draw()), q.kl().mean()

    def first_judge_loss(self, batch: Batch) -> Loss:
        """Minus eq. 3, on the real pictures at half their side. The encoder learns here."""
        phi = self.words_of(batch)
        with torch.no_grad():
            fake, _ = self.rough_picture(batch, phi)
        return pair_loss(self.first_judge, F.avg_pool2d(batch.images, 2), fake, phi, "1")

    def first_stage_loss(self, batch: Batch) -> Loss:
        """Eq. 4."""
        phi = self.words_of(batch).detach()
        fake, kl = self.rough_picture(batch, phi)
        return self.stage_loss(self.first_judge(fake, phi), kl, "1")

    def second_judge_loss(self, batch: Batch) -> Loss:
        """Minus eq. 5."""
        phi = self.words_of(batch).detach()
        with torch.no_grad():
            fake, _ = self.fine_picture(batch, phi)
        return pair_loss(self.second_judge, batch.images, fake, phi, "2")

    def second_stage_loss(self, batch: Batch) -> Loss:
        """Eq. 6."""
        phi = self.words_of(batch).detach()
        fake, kl = self.fine_picture(batch, phi)
        return self.stage_loss(self.second_judge(fake, phi), kl, "2")

    def stage_loss(self, logit: Tensor, kl: Tensor, stage: str) -> Loss:
        """-E[ log D ] + lambda KL, from a judge's logit (N, 1) and the mean KL (): eqs. 4 and 6
        with -log D in place of log(1 - D)."""
        value = F.softplus(-logit).mean()
        scalars = {f"g_loss_{stage}": value.detach(), f"kl_{stage}": kl.detach()}
        return Loss(value + self.config.kl_weight * kl, scalars)

    def objectives(self) -> tuple[Objective, ...]:
        """The first half of the run stage I and its judge, with the words; the second half stage
        II."""
        rate, betas = self.config.learning_rate, (self.config.beta1, 0.999)
        d1 = parameters_of(self.first_judge, self.encoder)
        g1, d2 = parameters_of(self.first), parameters_of(self.second_judge)
        g2 = parameters_of(self.second)
        return (
            Objective("first judge", d1, self.first_judge_loss, rate, betas, ends=0.5),
            Objective("first stage", g1, self.first_stage_loss, rate, betas, ends=0.5),
            Objective("second judge", d2, self.second_judge_loss, rate, betas, begins=0.5),
            Objective("second stage", g2, self.second_stage_loss, rate, betas, begins=0.5),
        )

    def averaged(self) -> Iterable[nn.Module]:
        """All that draws: the encoder and both stages."""
        return (self.encoder, self.first, self.second)


def pair_loss(judge: Discriminator, real: Tensor, fake: Tensor, phi: Tensor, stage: str) -> Loss:
    """-E[ log D(x, phi) ] - 1/2 E[ log(1 - D(x, other phi)) ] - 1/2 E[ log(1 - D(fake, phi)) ]
    (Reed 2016, algorithm 1): a real picture with the next picture's words is a fake."""
    features = judge.features(real)
    right, wrong = judge.judge(features, phi), judge.judge(features, phi.roll(1, dims=0))
    made = judge(fake, phi)
    value = F.softplus(-right).mean() + 0.5 * (F.softplus(wrong) + F.softplus(made)).mean()
    scalars = {
        f"d_loss_{stage}": value.detach(),
        f"d_real_{stage}": torch.sigmoid(right.detach()).mean(),
        f"d_wrong_{stage}": torch.sigmoid(wrong.detach()).mean(),
        f"d_fake_{stage}": torch.sigmoid(made.detach()).mean(),
    }
    return Loss(value, scalars)
