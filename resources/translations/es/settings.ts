<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Side of the square pictures in pixels: 28, 32 or 64.</source>
    <translation>Lado de las imágenes cuadradas en píxeles: 28, 32 o 64.</translation>
  </message>
  <message>
    <source>1 for grey, 3 for colour.</source>
    <translation>1 para gris, 3 para color.</translation>
  </message>
  <message>
    <source>Classes of the data.</source>
    <translation>Clases de los datos.</translation>
  </message>
  <message>
    <source>Features: numbers that the classes are read from.</source>
    <translation>Características: los números de los que se leen las clases.</translation>
  </message>
  <message>
    <source>Channels of the first convolution; they double with every pooling.</source>
    <translation>Canales de la primera convolución; se duplican con cada reducción.</translation>
  </message>
  <message>
    <source>Channels of the decoder's last feature map.</source>
    <translation>Canales del último mapa de características del decodificador.</translation>
  </message>
  <message>
    <source>Share of the features that are hidden from the last layer at random while training.</source>
    <translation>Fracción de las características que se ocultan al azar a la última capa durante el entrenamiento.</translation>
  </message>
  <message>
    <source>Training pictures are moved by up to so many pixels, so that places are not learnt by heart.</source>
    <translation>Las imágenes de entrenamiento se desplazan hasta tantos píxeles, para que no se aprendan los lugares de memoria.</translation>
  </message>
  <message>
    <source>Training pictures are mirrored at random: right for clothes, wrong for digits.</source>
    <translation>Las imágenes de entrenamiento se reflejan al azar: bien para prendas, mal para cifras.</translation>
  </message>
  <message>
    <source>Share of the target that is spread evenly over all classes.</source>
    <translation>Fracción del objetivo que se reparte por igual entre todas las clases.</translation>
  </message>
  <message>
    <source>Of Adam.</source>
    <translation>De Adam.</translation>
  </message>
  <message>
    <source>Side of the square pictures in pixels.</source>
    <translation>Lado de las imágenes cuadradas en píxeles.</translation>
  </message>
  <message>
    <source>Classes of the data; 1 counts all pictures together, for data without labels.</source>
    <translation>Clases de los datos; 1 cuenta todas las imágenes juntas, para datos sin etiquetas.</translation>
  </message>
  <message>
    <source>p(x|y) of a pixel: "bernoulli" (black or white, split at mid grey) or "gaussian".</source>
    <translation>p(x|y) de un píxel: "bernoulli" (blanco o negro, dividido en el gris medio) o "gaussian".</translation>
  </message>
  <message>
    <source>alpha of eq. (3): pictures of each colour that every pixel is thought to have had before.</source>
    <translation>alfa de la ec. (3): imágenes de cada color que se supone que cada píxel tuvo antes.</translation>
  </message>
  <message>
    <source>Least sigma of eq. (4), with pixels in [-1, 1].</source>
    <translation>Sigma mínima de la ec. (4), con píxeles en [-1, 1].</translation>
  </message>
  <message>
    <source>Components of z; with a spatial network a multiple of its smallest map's pixels (49 for pictures of 28, 16 for 32 and 64).</source>
    <translation>Componentes de z; con una red espacial, un múltiplo de los píxeles de su mapa más pequeño (49 para imágenes de 28, 16 para 32 y 64).</translation>
  </message>
  <message>
    <source>"conv", "dense" (fully connected), or "spatial" (convolutions only: z is a small picture).</source>
    <translation>"conv", "dense" (totalmente conectada) o "spatial" (solo convoluciones: z es una imagen pequeña).</translation>
  </message>
  <message>
    <source>Channels of the first convolution; hidden units of a dense layer are 16 times this.</source>
    <translation>Canales de la primera convolución; las capas ocultas de una red densa tienen 16 veces más unidades.</translation>
  </message>
  <message>
    <source>L: "mse" (half the squared error, summed) or "bernoulli" (cross-entropy).</source>
    <translation>L: "mse" (la mitad del error cuadrático, sumado) o "bernoulli" (entropía cruzada).</translation>
  </message>
  <message>
    <source>q(x~|x): "none", "gaussian", "speckle", "salt-pepper", "blocks", or "mixed" (one of the four for each picture).</source>
    <translation>q(x~|x): "none", "gaussian", "speckle", "salt-pepper", "blocks" o "mixed" (una de las cuatro en cada imagen).</translation>
  </message>
  <message>
    <source>Damage at most, by the kind's own measure; each picture gets an amount between 0 and this.</source>
    <translation>Daño máximo, según la medida de cada tipo; cada imagen recibe una cantidad entre 0 y esta.</translation>
  </message>
  <message>
    <source>Codes get mean 0 and variance 1 each over the data (batch norm without gain and shift), so that N(0, I) has at least their spread. Otherwise they lie where training leaves them.</source>
    <translation>Cada código tiene media 0 y varianza 1 sobre los datos (normalización por lotes sin ganancia ni desplazamiento), para que N(0, I) tenga al menos su dispersión. Si no, quedan donde los deja el entrenamiento.</translation>
  </message>
  <message>
    <source>Components of z.</source>
    <translation>Componentes de z.</translation>
  </message>
  <message>
    <source>"conv" or "dense" (fully connected).</source>
    <translation>"conv" o "dense" (totalmente conectada).</translation>
  </message>
  <message>
    <source>p(x|z): "bernoulli" (each pixel a coin, for nearly black-and-white pictures) or "gaussian" (each pixel a mean with one learned spread for all).</source>
    <translation>p(x|z): "bernoulli" (cada píxel es una moneda, para imágenes casi en blanco y negro) o "gaussian" (cada píxel es una media, con una dispersión aprendida común).</translation>
  </message>
  <message>
    <source>Weight of the KL term; 1 is the ELBO itself.</source>
    <translation>Peso del término KL; 1 es la propia ELBO.</translation>
  </message>
  <message>
    <source>Classes of the data that encoder and decoder are told; 0 tells them nothing.</source>
    <translation>Clases de los datos que se dicen al codificador y al decodificador; 0 no les dice nada.</translation>
  </message>
  <message>
    <source>Pixels become black or white before all else, so that the Bernoulli likelihood is the exact one of a discrete picture, in nats that other models of binary pictures can be held against.</source>
    <translation>Los píxeles pasan primero a blanco o negro, para que la verosimilitud de Bernoulli sea la exacta de una imagen discreta, en nats comparables con los de otros modelos de imágenes binarias.</translation>
  </message>
  <message>
    <source>Side of the square pictures in pixels: 28, 32 or 64 (any with dense networks).</source>
    <translation>Lado de las imágenes cuadradas en píxeles: 28, 32 o 64 (cualquiera con redes densas).</translation>
  </message>
  <message>
    <source>What z is drawn from: "normal" or "uniform" (DCGAN's).</source>
    <translation>De dónde se saca z: "normal" o "uniform" (la de DCGAN).</translation>
  </message>
  <message>
    <source>"conv" (DCGAN) or "dense" (fully connected).</source>
    <translation>"conv" (DCGAN) o "dense" (totalmente conectada).</translation>
  </message>
  <message>
    <source>Channels of the layer next to the picture; they double with every halving of the side. Hidden units of a dense layer are 16 times this.</source>
    <translation>Canales de la capa contigua a la imagen; se duplican cada vez que el lado se reduce a la mitad. Las capas ocultas de una red densa tienen 16 veces más unidades.</translation>
  </message>
  <message>
    <source>The game: "non-saturating", "minimax" (eq. 1 as it stands) or "wasserstein".</source>
    <translation>El juego: "non-saturating", "minimax" (ec. 1 tal cual) o "wasserstein".</translation>
  </message>
  <message>
    <source>On D: "none", "r1" (Mescheder 2018: its gradient at real pictures is kept small, so that D stays smooth near the data) or "gradient" (Gulrajani's, for "wasserstein"). With a penalty D does without batch norm, which would mix the pictures of a batch in each other's gradient.</source>
    <translation>Sobre D: "none", "r1" (Mescheder 2018: su gradiente en las imágenes reales se mantiene pequeño, para que D sea suave cerca de los datos) o "gradient" (la de Gulrajani, para "wasserstein"). Con penalización, D prescinde de la normalización por lotes, que mezclaría las imágenes de un lote en el gradiente de las demás.</translation>
  </message>
  <message>
    <source>gamma of R1, gamma / 2 * E[ |grad D(x)|^2 ]; lambda of "gradient", where 10 is usual.</source>
    <translation>gamma de R1, gamma / 2 * E[ |grad D(x)|^2 ]; lambda de "gradient", donde lo habitual es 10.</translation>
  </message>
  <message>
    <source>What is changed at random in every picture that D sees (Zhao 2020), for data sets of a few thousand: "none", or some of "flip,color,translation,cutout".</source>
    <translation>Lo que se cambia al azar en cada imagen que ve D (Zhao 2020), para conjuntos de unos pocos miles: "none", o algunas de "flip,color,translation,cutout".</translation>
  </message>
  <message>
    <source>Real pictures count as 1 minus this for D (Salimans 2016, sec. 3.4).</source>
    <translation>Las imágenes reales cuentan para D como 1 menos esto (Salimans 2016, sec. 3.4).</translation>
  </message>
  <message>
    <source>Of Adam, for both players.</source>
    <translation>De Adam, para los dos jugadores.</translation>
  </message>
  <message>
    <source>Adam's first momentum; DCGAN found 0.9 unstable, WGAN-GP takes 0.</source>
    <translation>Primer momento de Adam; DCGAN halló inestable 0,9, WGAN-GP toma 0.</translation>
  </message>
  <message>
    <source>How D is told the class: "input" (Mirza) or "projection" (Miyato).</source>
    <translation>Cómo se dice a D la clase: "input" (Mirza) o "projection" (Miyato).</translation>
  </message>
  <message>
    <source>Components of the noise v.</source>
    <translation>Componentes del ruido v.</translation>
  </message>
  <message>
    <source>Values of the categorical code.</source>
    <translation>Valores del código categórico.</translation>
  </message>
  <message>
    <source>Continuous codes.</source>
    <translation>Códigos continuos.</translation>
  </message>
  <message>
    <source>lambda of the categorical code.</source>
    <translation>lambda del código categórico.</translation>
  </message>
  <message>
    <source>lambda of the dials, which are easier (paper, appendix C.1).</source>
    <translation>lambda de los códigos continuos, que son más fáciles (artículo, apéndice C.1).</translation>
  </message>
  <message>
    <source>Share of the real pictures whose class is told to Q as the code, in steps of 0.001: 0 is InfoGAN, 0.01 guides it (Spurr 2017).</source>
    <translation>Fracción de las imágenes reales cuya clase se dice a Q como código, en pasos de 0,001: 0 es InfoGAN, 0,01 la guía (Spurr 2017).</translation>
  </message>
  <message>
    <source>Of Adam, for G (paper, appendix C: higher than D's).</source>
    <translation>De Adam, para G (artículo, apéndice C: mayor que la de D).</translation>
  </message>
  <message>
    <source>Side of stage II's pictures in pixels: 32, 64 or 128. Stage I's are half.</source>
    <translation>Lado de las imágenes de la etapa II en píxeles: 32, 64 o 128. Las de la etapa I miden la mitad.</translation>
  </message>
  <message>
    <source>Which captions it learns: "fashion" or "rooms".</source>
    <translation>Qué textos aprende: "fashion" o "rooms".</translation>
  </message>
  <message>
    <source>Different token numbers, 0 for padding and 1 for an unknown word included.</source>
    <translation>Números de palabra distintos, incluidos 0 para el relleno y 1 para una palabra desconocida.</translation>
  </message>
  <message>
    <source>Tokens of a caption; longer ones are cut off.</source>
    <translation>Palabras de un texto; los más largos se cortan.</translation>
  </message>
  <message>
    <source>Components of the noise z.</source>
    <translation>Componentes del ruido z.</translation>
  </message>
  <message>
    <source>Components of phi, a caption's vector.</source>
    <translation>Componentes de phi, el vector de un texto.</translation>
  </message>
  <message>
    <source>Components of the condition c.</source>
    <translation>Componentes de la condición c.</translation>
  </message>
  <message>
    <source>Channels next to stage I's picture; they double with every halving of the side.</source>
    <translation>Canales junto a la imagen de la etapa I; se duplican cada vez que el lado se reduce a la mitad.</translation>
  </message>
  <message>
    <source>The same for stage II.</source>
    <translation>Lo mismo para la etapa II.</translation>
  </message>
  <message>
    <source>lambda, of the mean KL of a component of c.</source>
    <translation>lambda, de la KL media de una componente de c.</translation>
  </message>
  <message>
    <source>Of Adam, for all players.</source>
    <translation>De Adam, para todos los jugadores.</translation>
  </message>
  <message>
    <source>Adam's first momentum.</source>
    <translation>Primer momento de Adam.</translation>
  </message>
  <message>
    <source>Of G and D: "conv" (DCGAN) or "dense" (fully connected).</source>
    <translation>De G y D: "conv" (DCGAN) o "dense" (totalmente conectada).</translation>
  </message>
  <message>
    <source>As in a GAN; autoencoder and guide have hidden layers of 16 times this.</source>
    <translation>Como en una GAN; el autoencoder y la guía tienen capas ocultas de 16 veces esto.</translation>
  </message>
  <message>
    <source>Dimensions of the encoder's codes.</source>
    <translation>Dimensiones de los códigos del codificador.</translation>
  </message>
  <message>
    <source>Weight of the guide in what G descends; 0 is the plain game.</source>
    <translation>Peso de la guía en lo que minimiza G; 0 es el juego sin guía.</translation>
  </message>
  <message>
    <source>Weight of R1 on the guide (Mescheder 2018), as in a GAN on D: where the guide wins without doubt, its gradient tells G nothing.</source>
    <translation>Peso de R1 en la guía (Mescheder 2018), como en D en una GAN: cuando la guía gana sin dudar, su gradiente no le dice nada a G.</translation>
  </message>
  <message>
    <source>Share of the training that the autoencoder has before the game begins.</source>
    <translation>Fracción del entrenamiento que tiene el autoencoder antes de que empiece el juego.</translation>
  </message>
  <message>
    <source>Of Adam, for the autoencoder.</source>
    <translation>De Adam, para el autoencoder.</translation>
  </message>
  <message>
    <source>Channels of the layer next to the picture; they double with every halving of the side.</source>
    <translation>Canales de la capa contigua a la imagen; se duplican cada vez que el lado se reduce a la mitad.</translation>
  </message>
  <message>
    <source>Weight of the reconstruction in the decoder's loss (the feature error is summed over thousands of features, the game's over two pictures).</source>
    <translation>Peso de la reconstrucción en la pérdida del decodificador (el error de las características se suma sobre miles de ellas; el del juego, sobre dos imágenes).</translation>
  </message>
  <message>
    <source>Weight of the KL term in the encoder's loss; 1 is the paper's.</source>
    <translation>Peso del término KL en la pérdida del codificador; 1 es el del artículo.</translation>
  </message>
  <message>
    <source>Of Adam, for all three.</source>
    <translation>De Adam, para los tres.</translation>
  </message>
  <message>
    <source>Classes that the prior is conditioned on; 0 for none.</source>
    <translation>Clases a las que se condiciona el prior; 0 para ninguna.</translation>
  </message>
  <message>
    <source>K, the entries of each codebook.</source>
    <translation>K, las entradas de cada diccionario.</translation>
  </message>
  <message>
    <source>Components of a code's vector.</source>
    <translation>Componentes del vector de un código.</translation>
  </message>
  <message>
    <source>Channels of encoder and decoder.</source>
    <translation>Canales del codificador y del decodificador.</translation>
  </message>
  <message>
    <source>beta of eq. 2.</source>
    <translation>beta de la ec. 2.</translation>
  </message>
  <message>
    <source>gamma of the codebooks' moving average (eq. 3).</source>
    <translation>gamma de la media móvil de los diccionarios (ec. 3).</translation>
  </message>
  <message>
    <source>Channels of both PixelCNNs.</source>
    <translation>Canales de las dos PixelCNN.</translation>
  </message>
  <message>
    <source>Gated layers of the PixelCNN over the top codes.</source>
    <translation>Capas con puertas de la PixelCNN sobre los códigos superiores.</translation>
  </message>
  <message>
    <source>Of the one over the bottom codes, which looks less far: the top codes tell the rest.</source>
    <translation>De la que va sobre los códigos inferiores, que mira menos lejos: los superiores dicen el resto.</translation>
  </message>
  <message>
    <source>Share of the training after which the codes stay and the prior is learned.</source>
    <translation>Fracción del entrenamiento tras la cual los códigos quedan fijos y se aprende el prior.</translation>
  </message>
  <message>
    <source>Of Adam, for encoder and decoder.</source>
    <translation>De Adam, para el codificador y el decodificador.</translation>
  </message>
  <message>
    <source>Of Adam, for the PixelCNNs.</source>
    <translation>De Adam, para las PixelCNN.</translation>
  </message>
  <message>
    <source>Side of the square pictures in pixels, 3 to 64.</source>
    <translation>Lado de las imágenes cuadradas en píxeles, de 3 a 64.</translation>
  </message>
  <message>
    <source>1: grey. Colour would triple the pixels to draw and is not supported.</source>
    <translation>1: gris. El color triplicaría los píxeles que hay que dibujar y no se admite.</translation>
  </message>
  <message>
    <source>Grey levels of a pixel: 2 is black and white, cut in the middle; at most 256.</source>
    <translation>Niveles de gris de un píxel: 2 es blanco y negro, cortado en el medio; 256 como máximo.</translation>
  </message>
  <message>
    <source>Classes to condition on; 0 for none.</source>
    <translation>Clases a las que se condiciona; 0 para ninguna.</translation>
  </message>
  <message>
    <source>Channels of both stacks.</source>
    <translation>Canales de las dos pilas.</translation>
  </message>
  <message>
    <source>Gated layers; each sees one pixel further. The first convolution sees three.</source>
    <translation>Capas con puertas; cada una ve un píxel más lejos. La primera convolución ve tres.</translation>
  </message>
  <message>
    <source>Share of the gates' outputs that is dropped in training; helps where pictures are few.</source>
    <translation>Fracción de las salidas de las puertas que se apaga al entrenar; ayuda cuando hay pocas imágenes.</translation>
  </message>
  <message>
    <source>"row" (Row LSTM) or "diagonal" (Diagonal BiLSTM: sees more, and takes longer).</source>
    <translation>"row" (Row LSTM) o "diagonal" (Diagonal BiLSTM: ve más y tarda más).</translation>
  </message>
  <message>
    <source>Components of an LSTM's state at each pixel.</source>
    <translation>Componentes del estado de una LSTM en cada píxel.</translation>
  </message>
  <message>
    <source>LSTMs one on the other, each with a residual connection (fig. 5).</source>
    <translation>LSTM una sobre otra, cada una con una conexión residual (fig. 5).</translation>
  </message>
  <message>
    <source>Components of a token at the picture's own side; twice as many at each smaller side.</source>
    <translation>Componentes de una ficha en el lado de la propia imagen; el doble en cada lado menor.</translation>
  </message>
  <message>
    <source>Transformer blocks in each stage of the generator, but one in the last, the costliest.</source>
    <translation>Bloques de transformer en cada etapa del generador, salvo uno en la última, la más costosa.</translation>
  </message>
  <message>
    <source>Components of the discriminator's tokens.</source>
    <translation>Componentes de las fichas del discriminador.</translation>
  </message>
  <message>
    <source>Transformer blocks of the discriminator.</source>
    <translation>Bloques de transformer del discriminador.</translation>
  </message>
  <message>
    <source>Components of a token that one attention head looks at.</source>
    <translation>Componentes de una ficha que mira una cabeza de atención.</translation>
  </message>
  <message>
    <source>Hidden units of an MLP for each component of a token.</source>
    <translation>Unidades ocultas de un MLP por cada componente de una ficha.</translation>
  </message>
  <message>
    <source>Random changes of what D sees, real and made alike (paper, sec. 3.4): "none", or some of flip, color, translation and cutout joined by commas.</source>
    <translation>Cambios al azar de lo que ve D, real o generado por igual (artículo, sec. 3.4): "none", o algunos de flip, color, translation y cutout unidos por comas.</translation>
  </message>
  <message>
    <source>gamma of the R1 penalty, gamma / 2 * E[ |grad D(x)|^2 ]; 0 leaves it out.</source>
    <translation>gamma de la penalización R1, gamma / 2 * E[ |grad D(x)|^2 ]; 0 la omite.</translation>
  </message>
  <message>
    <source>Adam's first momentum; the paper found none to be best.</source>
    <translation>Primer momento de Adam; el artículo halló mejor no tener ninguno.</translation>
  </message>
  <message>
    <source>Pictures of one epoch, others every time; 0 takes all of the training split.</source>
    <translation>Imágenes de una época, otras cada vez; 0 toma todas las de entrenamiento.</translation>
  </message>
  <message>
    <source>Passes over the training split.</source>
    <translation>Pasadas por las imágenes de entrenamiento.</translation>
  </message>
  <message>
    <source>Of the weights, the order of the pictures and every draw.</source>
    <translation>De los pesos, del orden de las imágenes y de todos los sorteos.</translation>
  </message>
  <message>
    <source>Learning rate over the run: "constant", or "cosine" down to a hundredth.</source>
    <translation>Tasa de aprendizaje durante el entrenamiento: "constant" (fija) o "cosine" (baja hasta la centésima parte).</translation>
  </message>
  <message>
    <source>Of the forward and backward pass: "float32", or "bfloat16" (autocast; weights and losses stay float32). Twice as fast on a CPU that has the instructions.</source>
    <translation>De los pasos hacia delante y hacia atrás: "float32" o "bfloat16" (autocast; los pesos y las pérdidas siguen en float32). El doble de rápido en un procesador que tenga las instrucciones.</translation>
  </message>
  <message>
    <source>Decay a step of the moving average (EMA) that families may ask for.</source>
    <translation>Decaimiento por paso de la media móvil (EMA) que algunas familias piden.</translation>
  </message>
  <message>
    <source>Steps between two lines of events.jsonl.</source>
    <translation>Pasos entre dos líneas de events.jsonl.</translation>
  </message>
  <message>
    <source>Epochs between two preview sheets.</source>
    <translation>Épocas entre dos láminas de muestras.</translation>
  </message>
  <message>
    <source>Steps between two preview sheets instead; 0 goes by epochs.</source>
    <translation>En su lugar, pasos entre dos láminas de muestras; 0 va por épocas.</translation>
  </message>
  <message>
    <source>Epochs between two checkpoints. The last epoch always has one.</source>
    <translation>Épocas entre dos puntos de control. La última época siempre tiene uno.</translation>
  </message>
  <message>
    <source>Checkpoints that stay; older ones are deleted.</source>
    <translation>Puntos de control que se quedan; los más antiguos se borran.</translation>
  </message>
  <message>
    <source>Models to walk in, saved with the previews, that stay, spread over the run; 0 saves none.</source>
    <translation>Modelos que se pueden recorrer, guardados con las muestras, que se quedan, repartidos por el entrenamiento; 0 no guarda ninguno.</translation>
  </message>
  <message>
    <source>Pictures of one step.</source>
    <translation>Imágenes de un paso.</translation>
  </message>
</context>
</TS>
